package isocenter.ingest.dataset;
