"""Public annotated corpora enter; a model that reads articles leaves: prepare, train, export, evaluate."""
