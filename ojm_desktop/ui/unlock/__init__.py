"""The page before a study is open: choose one, unlock it, create one, or look round the practice study."""
