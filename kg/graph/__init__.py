"""Questions to triples and back; formats of RDF."""
