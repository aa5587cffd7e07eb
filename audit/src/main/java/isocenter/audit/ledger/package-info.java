package isocenter.audit.ledger;
