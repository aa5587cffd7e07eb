package isocenter.finetune.protocol;
