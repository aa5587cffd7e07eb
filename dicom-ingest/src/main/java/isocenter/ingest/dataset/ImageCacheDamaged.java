package isocenter.ingest.dataset;

/** A file of prepared images is not what was written; preparing again makes it anew from the stored objects. */
public class ImageCacheDamaged extends DatasetException {
    private static final long serialVersionUID = 1L;

    ImageCacheDamaged(String what, String fileName) {
        super(what + ": delete cache/" + fileName + " in the data folder and run the command again");
    }
}
