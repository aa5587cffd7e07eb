package isocenter.annotate.labelset;
