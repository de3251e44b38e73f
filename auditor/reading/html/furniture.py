"""What stands round a report on a government's page: navigation, metadata, footers; and the date that it shows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from lxml import etree

from auditor.reading.html.blocks import Line, Table

# Labels of the table or line above an article; those of the second group are common words and need their colon.
_METADATA = (
    "索引号", "信息索引", "索取号", "文号", "发文字号", "主题分类", "体裁分类", "组配分类", "信息分类", "公文种类", "有效性",
    "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "生成日期", "生成时间", "成文日期", "发文日期", "更新时间",
    "发布机构", "发布单位", "发文机关", "公开主体", "公开责任部门", "公开方式", "公开范围", "公开时限", "公开程序", "信息来源",
    "文章来源", "浏览次数", "浏览量", "访问量", "访问次数", "阅读次数", "阅读量", "点击数", "点击量", "点击率", "责任编辑",
    "内容概述", "载体类型",
)  # fmt: skip
_COMMON = (
    "来源", "作者", "字体", "字号", "编辑", "审核", "校对", "名称", "标题", "信息名称", "主题词", "关键词", "关键字", "时间",
    "日期", "语种", "浏览", "阅读", "点击", "视力保护色",
)  # fmt: skip
_FURNITURE = (
    "当前位置", "您现在的位置", "您的位置", "你的位置", "所在位置", "网站首页", "打印本页", "关闭窗口", "关闭本页", "分享到", "分享至", "扫一扫",
    "微信扫", "上一篇", "下一篇", "上一条", "下一条", "相关链接", "相关文章", "相关信息：", "相关新闻", "相关阅读", "相关文档", "相关附件", "相关稿件",
    "版权所有", "ICP备", "备案号", "公网安备", "主办：", "主办:", "主办单位：", "主办单位:", "承办：", "承办单位：", "技术支持：",
    "网站地图", "网站标识码", "联系我们", "关于我们", "返回顶部", "Copyright", "copyright", "COPYRIGHT", "无障碍浏览", "长者模式",
    "收藏本页", "网站声明", "隐私声明", "往年年报", "历年年报", "友情链接", "您是第", "站内搜索",
)  # fmt: skip


def _spaced(words: Iterable[str]) -> str:
    return "|".join(r"\s*".join(map(re.escape, word)) for word in words)


_LABELLED = re.compile(
    rf"\s*[【\[〔（(]?\s*(?:(?:{_spaced(_METADATA)})\s*(?:[】\]〕:：]|$)|(?:{_spaced(_COMMON)})\s*[】\]〕]?\s*[:：])"
)
# A numbered heading is never a label or a button.
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+)"
)
# The hour at which something was put on the page.
_CLOCK = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_WORDS = re.compile("|".join(map(re.escape, _FURNITURE)))
_BUTTONS = re.compile(
    r"[\s【】\[\]\[\](（)）|｜·:：]*(?:(?:字\s*[体号]|大|中|小|打\s*印|关\s*闭|分\s*享|收\s*藏|返\s*回|首\s*页|纠\s*错|下\s*载|默\s*认|超\s*大|A[+-]?|T|\d+)[\s【】\[\](（)）|｜·:：]*)+"
)
_LONGEST = 80
_SENTENCE = re.compile(r"[。；！？]\s*$")

_DAY = r"\s*(20\d\d)\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})(?!\d)"
_GAP = r"[\s\]】〕:：)）]*"
_SHOWN = re.compile(
    rf"(?:{_spaced(('发布日期', '发布时间', '公开日期', '公开时间', '公布日期', '公布时间', '发布于'))}){_GAP}{_DAY}"
)
# Not the day on which the page was looked at.
_TODAY = r"(?!\s*(?:\d{1,2}[:：时]\S*\s*)?(?:星期|周[一二三四五六日]))"
_OTHERWISE = re.compile(
    rf"(?:{_spaced(('生成日期', '生成时间', '成文日期', '发文日期', '日期', '时间'))}){_GAP}{_DAY}{_TODAY}"
)
_STAMP = re.compile(r"\s*(20\d\d)[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})")
_DATE_NAMES = frozenset(
    ("pubdate", "publishdate", "publishtime", "firstpublishedtime", "article:published_time", "publish_time")
)
_TITLE_NAMES = frozenset(("articletitle", "article:title", "og:title"))
# A date and nothing else, as under a report.
DATE_LINE = re.compile(r"\s*(?:\d{4}|二[〇○零Ｏ0][〇○零一二三四五六七八九]{2})\s*年.{1,4}月.{1,4}日\s*")


def is_furniture(item: Line | Table) -> bool:
    """Tell whether a line or table belongs to the page and not to what it shows."""
    if isinstance(item, Table):
        labelled = [line for row in item.rows for cell in row for line in cell.lines if _LABELLED.match(line)]
        return len(labelled) >= 2
    text = item.text
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    if item.linked:
        return not (text.startswith("附件") or "http" in text or "www." in text)
    if _NUMBERED.match(text):
        return False
    return _LABELLED.match(text) is not None or _WORDS.search(text) is not None or _BUTTONS.fullmatch(text) is not None


def speaks_of_site(text: str) -> bool:
    """Tell whether a text has words that only stand in the margins of a site."""
    return _WORDS.search(text) is not None


def is_about_article(line: Line) -> bool:
    """Tell whether a line between title and text says where and when the text was put up."""
    return len(line.text) <= _LONGEST and not _SENTENCE.search(line.text) and _CLOCK.search(line.text) is not None


def shown_date(
    before: Sequence[Line | Table], behind: Sequence[Line | Table], root: etree._Element
) -> datetime.date | None:
    """Return the date of publication that the page displays, above the text rather than below.

    Where it shows several, it is the first of those with the plainest label; without any, what the page's head says.
    """
    for items in (before, behind):
        text = "\n".join(_texts(items))
        for pattern in (_SHOWN, _OTHERWISE) if items is before else (_SHOWN,):
            days = [day for match in pattern.finditer(text) if (day := _day(match))]
            if days:
                return min(days)
    for content in _meta(root, _DATE_NAMES):
        match = _STAMP.match(content)
        day = _day(match) if match else None
        if day is not None:
            return day
    return None


def stated_titles(root: etree._Element) -> list[str]:
    """Return the titles that the page's head gives its article."""
    return [content.strip() for content in _meta(root, _TITLE_NAMES) if content.strip()]


def _texts(items: Sequence[Line | Table]) -> Iterable[str]:
    for item in items:
        if isinstance(item, Line):
            yield item.text
        else:
            for row in item.rows:
                for cell in row:
                    yield from cell.lines


def _meta(root: etree._Element, names: frozenset[str]) -> Iterable[str]:
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        content = element.get("content")
        if content and name.lower() in names:
            yield content


def _day(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
