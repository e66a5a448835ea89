"""The parts of the Forms tab: lists, import report, comparing, publishing, walking through."""
