package isocenter.deploy.cli;

/** A command that needs neither the database nor the data folder: it runs before either is opened. */
interface Standalone {}
