package isocenter.pretrain.training;
