"""Public annotated corpora enter; the model that the package ships leaves: prepare, train, export, evaluate."""
