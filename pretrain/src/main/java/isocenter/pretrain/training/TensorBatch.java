package isocenter.pretrain.training;

import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;

/** A list of tensors for a boxed call: there is no {@code IValue(TensorVector)}; it would wrap a mere pointer. */
final class TensorBatch {
    private final GenericList list = new GenericList(new TensorList().elementType());

    void add(Tensor tensor) {
        list.push_back(new IValue(tensor));
    }

    IValue value() {
        return new IValue(list);
    }
}
