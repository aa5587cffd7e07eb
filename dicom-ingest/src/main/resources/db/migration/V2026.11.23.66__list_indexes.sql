-- Viewers ask for a patient or an accession number without regard to case, and for those that begin with some letters.
create index study_patient_upper on study (upper(patient) text_pattern_ops);
create index study_accession_upper on study (upper(accession) text_pattern_ops);
