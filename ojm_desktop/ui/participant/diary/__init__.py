"""The Diary tab: weeks and what is known of them, an entry being written, why a week was missed, the booklet."""
