"""Names to IRIs: a thesaurus for terms, and a file that people keep for posts, parties and persons.

Reading writes down what a page prints. What a name stands for is decided here, later and apart, so that a page reads
the same whatever thesaurus is at hand.
"""
