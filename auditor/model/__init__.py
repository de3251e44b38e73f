"""The values everything else speaks of: text, documents, forms, reports, rules, findings. No files, no printing."""
