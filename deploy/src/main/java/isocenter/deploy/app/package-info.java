package isocenter.deploy.app;
