package isocenter.pretrain.parallel;

import isocenter.pretrain.tensor.Device;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;

/**
 * A c10d group and the store through which its members found each other.
 *
 * @param store kept as long as the group: rank 0's is the server
 */
record GroupOfProcesses(Store store, Backend backend) {

    static GroupOfProcesses of(Rendezvous place, Device device) {
        Milliseconds timeout = new Milliseconds(Rendezvous.timeout().toMillis());
        Store store = store(place, timeout);
        Backend backend = device.isCuda() ? Nccl.of(place, store, timeout) : gloo(place, store, timeout);
        return new GroupOfProcesses(store, backend);
    }

    private static Store store(Rendezvous place, Milliseconds timeout) {
        TCPStoreOptions options = new TCPStoreOptions()
                // the binding has a signed type where C++ has an unsigned one
                .port((short) place.port())
                .isServer(place.keepsStore())
                .numWorkers(new SizeTPointer(1).put(place.size()))
                .waitWorkers(false)
                .timeout(timeout);
        Store store = new TCPStore(place.host(), options);
        return place.store().isEmpty() ? store : new PrefixStore(place.store(), store);
    }

    /** The constructor without a device fails on machines whose own name does not resolve. */
    private static Backend gloo(Rendezvous place, Store store, Milliseconds timeout) {
        ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(timeout);
        if (!place.networkInterface().isEmpty()) {
            options.devices().push_back(ProcessGroupGloo.createDeviceForInterface(place.networkInterface()));
        } else if (place.host().equals("127.0.0.1") || place.host().equals("localhost")) {
            options.devices().push_back(ProcessGroupGloo.createDeviceForHostname("127.0.0.1"));
        } else {
            options.devices().push_back(ProcessGroupGloo.createDefaultDevice());
        }
        return new ProcessGroupGloo(store, place.rank(), place.size(), options);
    }

    /** Apart, so that NCCL's library is looked for only where there are GPUs. */
    private static final class Nccl {
        static Backend of(Rendezvous place, Store store, Milliseconds timeout) {
            ProcessGroupNCCL.Options options = ProcessGroupNCCL.Options.create();
            options.timeout(timeout);
            return new ProcessGroupNCCL(store, place.rank(), place.size(), options);
        }
    }
}
