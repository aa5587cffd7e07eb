package isocenter.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.source.Listing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedPathsTest {
    @TempDir
    Path home;

    @TempDir
    Path other;

    private SealedPaths sealed;

    @BeforeEach
    void makeAKey() {
        sealed = new SealedPaths(new Pseudonyms(() -> home));
    }

    /** One name is in Latin-1, which no text of this process can express. */
    @Test
    void whateverNamesThereAreComeBack() {
        Path latin = Path.of(URI.create("file:///data/M%FCller/%E9"));
        List<Listing> listings = List.of(
                new Listing(Listing.Kind.FILE, Path.of("/data/a\tb\nc\r"), null),
                new Listing(Listing.Kind.ZIP, Path.of("/data/Müller 100%25#?.zip"), null),
                new Listing(Listing.Kind.FILE, latin, null),
                new Listing(Listing.Kind.UNREADABLE, Path.of("/cd/DICOMDIR/#3"), "it is not there"));
        byte[] bytes = sealed.seal("here", listings);
        assertThat(sealed.open("here", bytes)).isEqualTo(listings);
        assertThat(sealed.open("here", bytes).get(2).path().toUri()).isEqualTo(latin.toUri());
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("data");
        assertThat(sealed.seal("here", listings)).isNotEqualTo(bytes);
    }

    @Test
    void anotherPlaceAnotherKeyAndAChangedByteDoNotOpen() {
        byte[] bytes = sealed.seal("here", List.of(new Listing(Listing.Kind.FILE, Path.of("/a"), null)));
        assertThatThrownBy(() -> sealed.open("there", bytes)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SealedPaths(new Pseudonyms(() -> other)).open("here", bytes))
                .isInstanceOf(IllegalStateException.class);
        bytes[bytes.length - 1] ^= 1;
        assertThatThrownBy(() -> sealed.open("here", bytes)).isInstanceOf(IllegalStateException.class);
    }
}
