"""HTTP exchanges: which operation of a document a request calls, and what in it the document does not allow."""
