"""What tables of any kind state of their own figures: notes are found, read and put over the table's rows and columns."""
