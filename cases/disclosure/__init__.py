"""Which numbers may leave: pure Python beside the rules; every room that shows a number asks here."""
