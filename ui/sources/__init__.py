"""The page of a source: who published an article, how lists rate them, where its links lead."""
