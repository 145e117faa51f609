"""Places that hold a graph and answer SPARQL queries."""
