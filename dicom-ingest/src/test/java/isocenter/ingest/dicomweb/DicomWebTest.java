package isocenter.ingest.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The points of what viewers and scripts need of a DICOMweb server, each as its client sends it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@TestSecurity(
        user = "viewer",
        roles = {"service", "researcher"})
class DicomWebTest {
    private static final int SIDE = 32;
    private static final int FRAMES = 3;

    @TestHTTPResource("/dicom-web")
    String base;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    private DicomWebClient client;

    @BeforeEach
    void open() {
        client = new DicomWebClient(base);
    }

    @AfterEach
    void closeTheDoor() {
        intake.close();
    }

    @Test
    void whatWasStoredIsFoundAndRetrievedWithItsPixels() throws IOException {
        DataSet image = image("W-1", new Random(1));
        HttpResponse<byte[]> stored = store(image);
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.headers().firstValue("Content-Type")).contains("application/dicom+json");
        JsonNode kept = DicomWebClient.read(stored.body()).at("/00081199/Value/0");
        assertThat(kept.at("/00081155/Value/0").asText()).isEqualTo(text(image, Tags.SOP_INSTANCE_UID));
        assertThat(kept.at("/00081150/Value/0").asText()).isEqualTo(text(image, Tags.SOP_CLASS_UID));

        HttpResponse<byte[]> retrieved = client.get(
                kept.at("/00081190/Value/0").asText(),
                "Accept",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
        DicomWebClient.Part part = DicomWebClient.parts(retrieved).get(0);
        assertThat(part.headers()).contains("transfer-syntax=" + TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
        DicomObject object = new Part10Parser().parse(part.content());
        assertThat(Frames.of(object).decodeAll().sha256())
                .isEqualTo(Frames.of(object(image)).decodeAll().sha256());
        assertThat(object.dataSet().text(Tags.PATIENT_ID)).contains(pseudonyms.patient("", "W-1"));
    }

    @Test
    void aStudyListIsPagedUntilAnEmptyPage() throws IOException {
        List<DataSet> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            images.add(image("paged", new Random(i)));
        }
        store(images.toArray(DataSet[]::new));
        String patient = pseudonyms.patient("", "paged");
        Set<String> found = new HashSet<>();
        int pages = 0;
        while (true) {
            JsonNode page = client.json("/studies?00100020=" + patient + "&limit=2&offset=" + 2 * pages
                    + "&fuzzymatching=false&includefield=00081030%2C00080060");
            if (page.isEmpty()) {
                break;
            }
            page.forEach(row ->
                    assertThat(found.add(row.at("/0020000D/Value/0").asText())).isTrue());
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(found)
                .isEqualTo(new HashSet<>(images.stream()
                        .map(image -> pseudonyms.uid(text(image, Tags.STUDY_INSTANCE_UID)))
                        .toList()));
    }

    @Test
    void studiesSeriesAndInstancesHaveTheAttributesThatViewersRead() throws IOException {
        DataSet first = image("R-1", new Random(2));
        DataSet second = image("R-1", new Random(3))
                .putText(Tags.STUDY_INSTANCE_UID, text(first, Tags.STUDY_INSTANCE_UID))
                .putText(Tags.SERIES_INSTANCE_UID, text(first, Tags.SERIES_INSTANCE_UID));
        store(first, second);
        String study = pseudonyms.uid(text(first, Tags.STUDY_INSTANCE_UID));
        String series = pseudonyms.uid(text(first, Tags.SERIES_INSTANCE_UID));

        JsonNode row = client.json("/studies?StudyInstanceUID=1.2.3," + study).get(0);
        assertThat(fields(row))
                .contains(
                        "0020000D",
                        "00080020",
                        "00080030",
                        "00080050",
                        "00080061",
                        "00081030",
                        "00080090",
                        "00100010",
                        "00100020",
                        "00100030",
                        "00200010",
                        "00201206",
                        "00201208");
        assertThat(row.at("/00080061/Value/0").asText()).isEqualTo("OT");
        assertThat(row.at("/00201206/Value/0").asInt()).isEqualTo(1);
        assertThat(row.at("/00201208/Value/0").asInt()).isEqualTo(2);
        assertThat(row.at("/00100010/Value/0/Alphabetic").asText()).isEqualTo(pseudonyms.patient("", "R-1"));

        JsonNode inSeries = client.json("/studies/" + study + "/series").get(0);
        assertThat(fields(inSeries))
                .contains("0020000D", "0020000E", "00080060", "00200011", "00080021", "0008103E", "00201209");
        assertThat(inSeries.at("/00201209/Value/0").asInt()).isEqualTo(2);

        JsonNode instances = client.json("/studies/" + study + "/series/" + series + "/instances");
        assertThat(instances).hasSize(2);
        assertThat(fields(instances.get(0)))
                .contains("00080016", "00080018", "00200013", "00280010", "00280011", "00280008");
        assertThat(instances.get(0).at("/00280008/Value/0").asInt()).isEqualTo(FRAMES);

        assertThat(client.json("/series?SeriesInstanceUID=" + series)).hasSize(1);
        assertThat(client.json("/series?Modality=SEG&StudyInstanceUID=" + study))
                .isEmpty();
        assertThat(client.json("/instances?SeriesInstanceUID=" + series)).hasSize(2);
        assertThat(client.json("/studies/" + study + "/instances")).hasSize(2);
        assertThat(client.json("/studies?PatientName=*"
                        + pseudonyms.patient("", "R-1").substring(3, 20).toLowerCase(Locale.ROOT) + "*"))
                .hasSize(1);
        assertThat(client.json("/studies?ModalitiesInStudy=CT%5COT&StudyInstanceUID=" + study))
                .hasSize(1);
        assertThat(client.json("/studies?ModalitiesInStudy=CT&StudyInstanceUID=" + study))
                .isEmpty();
    }

    @Test
    void metadataReferToBulkDataThatCanBeFetched() throws IOException {
        DataSet image = image("M-1", new Random(4));
        store(image);
        String place = place(image);

        HttpResponse<byte[]> response = client.get(
                place.replaceAll("/instances/.*", "/metadata"),
                "Accept",
                "application/dicom+json, multipart/related; type=application/octet-stream; transfer-syntax=*");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/dicom+json");
        JsonNode metadata = DicomWebClient.read(response.body()).get(0);
        assertThat(metadata.at("/00280010/Value/0").asInt()).isEqualTo(SIDE);
        assertThat(metadata.at("/00281053/Value/0").asDouble()).isEqualTo(1.5);
        String uri = metadata.at("/7FE00010/BulkDataURI").asText();

        byte[] pixels = pixels(image);
        assertThat(client.get(uri).body()).isEqualTo(pixels);
        HttpResponse<byte[]> range = client.get(uri, "Range", "bytes=10-19", "Accept", "application/octet-stream");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(pixels, 10, 20));
        assertThat(range.headers().firstValue("Content-Range")).contains("bytes 10-19/" + pixels.length);
        assertThat(client.get(uri, "Range", "bytes=999999-", "Accept", "*/*").statusCode())
                .isEqualTo(416);
        HttpResponse<byte[]> multipart =
                client.get(uri, "Accept", "multipart/related; type=\"application/octet-stream\"");
        assertThat(DicomWebClient.parts(multipart).get(0).content()).isEqualTo(pixels);
        assertThat(client.get(uri.replace("7FE00010", "7FE00011")).statusCode()).isEqualTo(404);
    }

    @Test
    void framesComeAsEveryViewerAsksForThem() throws IOException {
        DataSet image = image("F-1", new Random(5));
        store(image);
        byte[] pixels = pixels(image);
        int frame = SIDE * SIDE * 2;
        for (String accept : List.of(
                "multipart/related; type=application/octet-stream; transfer-syntax=*",
                "multipart/related; type=\"application/octet-stream\"; transfer-syntax=\"*\"",
                "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1",
                "multipart/related; type=\"*/*\"",
                "*/*")) {
            HttpResponse<byte[]> response = client.get(place(image) + "/frames/3,1", "Accept", accept);
            List<DicomWebClient.Part> parts = DicomWebClient.parts(response);
            assertThat(parts).as(accept).hasSize(2);
            assertThat(parts.get(0).headers())
                    .contains("Content-Type: application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1");
            assertThat(parts.get(0).content()).isEqualTo(Arrays.copyOfRange(pixels, 2 * frame, 3 * frame));
            assertThat(parts.get(1).content()).isEqualTo(Arrays.copyOfRange(pixels, 0, frame));
        }
        HttpResponse<byte[]> single = client.get(place(image) + "/frames/2", "Accept", "application/octet-stream");
        assertThat(single.body()).isEqualTo(Arrays.copyOfRange(pixels, frame, 2 * frame));
        assertThat(client.get(place(image) + "/frames/4").statusCode()).isEqualTo(404);
        assertThat(client.get(place(image) + "/frames/0").statusCode()).isEqualTo(404);
        assertThat(client.get(place(image) + "/frames/-1").statusCode()).isEqualTo(400);
        assertThat(client.get(place(image) + "/frames/1", "Accept", "image/webp")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void encapsulatedFramesComeAsStoredOrDecoded() throws IOException {
        DataSet image = image("E-1", new Random(6));
        byte[] pixels = pixels(image);
        int frame = SIDE * SIDE * 2;
        List<byte[]> fragments = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            fragments.add(Arrays.copyOfRange(pixels, i * frame, (i + 1) * frame));
        }
        DataSet encapsulated = image.copy().put(Element.fragments(Tags.PIXEL_DATA, fragments));
        TransferSyntax syntax = TransferSyntax.ENCAPSULATED_UNCOMPRESSED;
        store(bytes(new DicomObject(new DataSet(), encapsulated, syntax)));

        DicomWebClient.Part stored = DicomWebClient.parts(client.get(
                        place(image) + "/frames/2",
                        "Accept",
                        "multipart/related; type=application/octet-stream; transfer-syntax=*"))
                .get(0);
        assertThat(stored.headers()).contains("transfer-syntax=" + syntax.uid());
        assertThat(stored.content()).isEqualTo(fragments.get(1));

        DicomWebClient.Part decoded = DicomWebClient.parts(
                        client.get(place(image), "Accept", "multipart/related; type=\"application/dicom\""))
                .get(0);
        assertThat(decoded.headers()).contains("transfer-syntax=1.2.840.10008.1.2.1");
        DicomObject object = new Part10Parser().parse(decoded.content());
        assertThat(object.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        assertThat(Frames.of(object).decodeAll().sha256())
                .isEqualTo(Frames.of(object(image)).decodeAll().sha256());
        assertThat(client.get(
                                place(image),
                                "Accept",
                                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.50")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void picturesAreWindowedAndScaled() throws IOException {
        short[] ramp = new short[SIDE * SIDE * FRAMES];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (short) (i % SIDE * 10);
        }
        DataSet image = image("P-1", ramp);
        store(image);

        // modality values are 1.5 times the stored ones: 0 to 465
        BufferedImage png = picture(client.get(place(image) + "/rendered?window=232.5,466", "Accept", "image/png"));
        assertThat(png.getWidth()).isEqualTo(SIDE);
        assertThat(png.getRaster().getSample(0, 5, 0)).isEqualTo(0);
        assertThat(png.getRaster().getSample(SIDE - 1, 5, 0)).isEqualTo(255);
        // PS3.3 C.11.2.1.2.1: ((x - (c - 0.5)) / (w - 1) + 0.5) * 255
        double expected = ((16 * 15 - (232.5 - 0.5)) / 465 + 0.5) * 255;
        assertThat((double) png.getRaster().getSample(16, 0, 0)).isCloseTo(expected, Offset.offset(1.0));
        BufferedImage narrow = picture(client.get(place(image) + "/rendered?window=150,1", "Accept", "image/png"));
        assertThat(narrow.getRaster().getSample(9, 0, 0)).isEqualTo(0);
        assertThat(narrow.getRaster().getSample(11, 0, 0)).isEqualTo(255);

        HttpResponse<byte[]> jpeg =
                client.get(place(image) + "/frames/2/rendered?viewport=16,64", "Accept", "image/jpeg");
        assertThat(jpeg.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture(jpeg).getWidth()).isEqualTo(16);
        assertThat(picture(jpeg).getHeight()).isEqualTo(16);
        for (String path : List.of(
                place(image) + "/thumbnail",
                place(image).replaceAll("/instances/.*", "/thumbnail"),
                place(image).replaceAll("/series/.*", "/thumbnail"))) {
            assertThat(picture(client.get(path, "Accept", "*/*")).getWidth()).isEqualTo(128);
        }
        assertThat(client.get(place(image) + "/rendered?window=a,b").statusCode())
                .isEqualTo(400);
        assertThat(client.get(place(image) + "/rendered?viewport=0,0").statusCode())
                .isEqualTo(400);
        assertThat(client.get(place(image) + "/rendered", "Accept", "image/gif").statusCode())
                .isEqualTo(406);
    }

    @Test
    void aRequestOfSoundAndBrokenPartsSaysWhichAreWhich() throws IOException {
        DataSet image = image("B-1", new Random(7));
        byte[] sound = bytes(object(image));
        HttpResponse<byte[]> mixed = client.postChunked(
                "/studies",
                DicomWebClient.STOW,
                DicomWebClient.multipart(sound, "no image".getBytes(StandardCharsets.US_ASCII)));
        assertThat(mixed.statusCode()).isEqualTo(202);
        JsonNode report = DicomWebClient.read(mixed.body());
        assertThat(report.at("/00081199/Value")).hasSize(1);
        assertThat(report.at("/00081198/Value/0/00081197/Value/0").asInt()).isEqualTo(0xC000);

        HttpResponse<byte[]> again = store(sound);
        assertThat(again.statusCode()).as("the same object again").isEqualTo(200);

        byte[] truncated = Arrays.copyOf(sound, sound.length - 100);
        HttpResponse<byte[]> nothing = store(truncated);
        assertThat(nothing.statusCode()).isEqualTo(409);
        assertThat(DicomWebClient.read(nothing.body())
                        .at("/00081198/Value/0/00081155/Value/0")
                        .asText())
                .isEqualTo(text(image, Tags.SOP_INSTANCE_UID));

        HttpResponse<byte[]> other = client.post(
                "/studies/1.2.3",
                DicomWebClient.STOW,
                DicomWebClient.multipart(bytes(object(image("B-2", new Random(8))))));
        assertThat(other.statusCode())
                .as("an object of another study than the path's")
                .isEqualTo(409);
    }

    /** The requests of an OHIF 3 session in its order, with its headers: study list, study, metadata, frames, thumbnails. */
    @Test
    void aViewersSessionIsServedFromTheStudyListToThePixels() throws IOException {
        DataSet image = image("OHIF", new Random(20));
        store(image);
        String json = "application/dicom+json";
        String octets = "multipart/related; type=application/octet-stream; transfer-syntax=*";
        String patient = pseudonyms.patient("", "OHIF");

        HttpResponse<byte[]> list = client.get(
                "/studies?limit=101&offset=0&fuzzymatching=false&includefield=00081030%2C00080060&PatientName=*"
                        + patient.substring(0, 20) + "*&00100020=*" + patient + "*",
                "Accept",
                json);
        String study =
                DicomWebClient.read(list.body()).at("/0/0020000D/Value/0").asText();
        assertThat(study).isEqualTo(pseudonyms.uid(text(image, Tags.STUDY_INSTANCE_UID)));
        HttpResponse<byte[]> series = client.get(
                "/studies/" + study + "/series?includefield=00080021%2C00080031%2C0008103E%2C00200011", "Accept", json);
        String uid =
                DicomWebClient.read(series.body()).at("/0/0020000E/Value/0").asText();
        HttpResponse<byte[]> metadata =
                client.get("/studies/" + study + "/series/" + uid + "/metadata", "Accept", json + ", " + octets);
        JsonNode instance = DicomWebClient.read(metadata.body()).get(0);
        assertThat(instance.at("/0020000D/Value/0").asText()).isEqualTo(study);
        String place = "/studies/" + study + "/series/" + uid + "/instances/"
                + instance.at("/00080018/Value/0").asText();
        byte[] pixels = pixels(image);
        for (int frame = 1; frame <= instance.at("/00280008/Value/0").asInt(); frame++) {
            DicomWebClient.Part part = DicomWebClient.parts(client.get(place + "/frames/" + frame, "Accept", octets))
                    .get(0);
            int size = SIDE * SIDE * 2;
            assertThat(part.content()).isEqualTo(Arrays.copyOfRange(pixels, (frame - 1) * size, frame * size));
        }
        assertThat(client.get(place + "/rendered", "Accept", "image/jpeg").statusCode())
                .isEqualTo(200);
        assertThat(client.get("/studies/" + study + "/series/" + uid + "/thumbnail", "Accept", "image/jpeg")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void bodiesThatLieOrNeverComeLeaveNothing() throws Exception {
        HttpResponse<byte[]> zipped = client.post(
                "/studies", DicomWebClient.STOW, new byte[] {0x1F, (byte) 0x8B, 8}, "Content-Encoding", "gzip");
        assertThat(zipped.statusCode()).isEqualTo(415);
        byte[] lying = DicomWebClient.multipart(bytes(object(image("LIE", new Random(21)))));
        String text = new String(lying, StandardCharsets.ISO_8859_1).replaceFirst("application/dicom", "text/html");
        assertThat(client.post("/studies", DicomWebClient.STOW, text.getBytes(StandardCharsets.ISO_8859_1))
                        .statusCode())
                .isEqualTo(409);
        long before = ledger.head().size();
        URI address = URI.create(base);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /dicom-web/studies HTTP/1.1\r\nHost: x\r\nContent-Length: 4294967296\r\nContent-Type: "
                            + DicomWebClient.STOW + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(Arrays.copyOf(lying, lying.length / 2));
            out.flush();
            Thread.sleep(300);
        }
        Thread.sleep(500);
        assertThat(ledger.head().size()).isEqualTo(before);
    }

    @Test
    void senselessRequestsAreRefusedByName() throws IOException {
        byte[] body = DicomWebClient.multipart(bytes(object(image("S-1", new Random(9)))));
        assertThat(client.post("/studies", "application/dicom", body).statusCode())
                .isEqualTo(415);
        assertThat(client.post("/studies", "multipart/related; type=\"application/dicom\"", body)
                        .statusCode())
                .as("no boundary")
                .isEqualTo(400);
        assertThat(client.post("/studies", "multipart/related; type=\"image/jpeg\"; boundary=a-boundary", body)
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.post("/studies", DicomWebClient.STOW, Arrays.copyOf(body, body.length - 30))
                        .statusCode())
                .as("cut off")
                .isEqualTo(400);
        assertThat(client.post("/studies", DicomWebClient.STOW, new byte[0]).statusCode())
                .isEqualTo(400);
        assertThat(client.get("/studies?limit=2147483648").statusCode()).isEqualTo(400);
        assertThat(client.get("/studies?NoSuchThing=1").statusCode()).isEqualTo(400);
        assertThat(client.get("/studies?StudyDate=yesterday").statusCode()).isEqualTo(400);
        assertThat(client.get("/studies", "Accept", "application/dicom+xml").statusCode())
                .isEqualTo(406);
        assertThat(client.json("/studies?PatientID=%25")).as("an SQL wildcard").isEmpty();
        assertThat(client.json("/studies?StudyInstanceUID=%27%20or%201=1--")).isEmpty();
        assertThat(client.get("/studies/1.2.3").statusCode()).isEqualTo(404);
        assertThat(client.get("/studies/..%2F..%2Fsecrets").statusCode()).isEqualTo(404);
    }

    @Test
    @TestSecurity(user = "reader", roles = "researcher")
    void whoReadsMayNotStore() throws IOException {
        assertThat(store(image("X", new Random(10))).statusCode()).isEqualTo(403);
        assertThat(client.get("/studies?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    @TestSecurity
    void whoIsNobodyMayDoNothing() throws IOException {
        assertThat(store(image("X", new Random(11))).statusCode()).isEqualTo(401);
        assertThat(client.get("/studies").statusCode()).isEqualTo(401);
        assertThat(client.get("/studies/1.2.3/metadata").statusCode()).isEqualTo(401);
    }

    private HttpResponse<byte[]> store(DataSet... images) throws IOException {
        byte[][] files = new byte[images.length][];
        for (int i = 0; i < files.length; i++) {
            files[i] = bytes(object(images[i]));
        }
        return store(files);
    }

    private HttpResponse<byte[]> store(byte[]... files) {
        return client.post("/studies", DicomWebClient.STOW, DicomWebClient.multipart(files));
    }

    private String place(DataSet image) {
        return "/studies/" + pseudonyms.uid(text(image, Tags.STUDY_INSTANCE_UID)) + "/series/"
                + pseudonyms.uid(text(image, Tags.SERIES_INSTANCE_UID)) + "/instances/"
                + pseudonyms.uid(text(image, Tags.SOP_INSTANCE_UID));
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static List<String> fields(JsonNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static DataSet image(String patient, Random random) {
        short[] values = new short[SIDE * SIDE * FRAMES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) random.nextInt(4096);
        }
        return image(patient, values);
    }

    private static DataSet image(String patient, short[] values) {
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7.3")
                .putText(Tags.SOP_INSTANCE_UID, newUid())
                .putText(Tags.STUDY_INSTANCE_UID, newUid())
                .putText(Tags.SERIES_INSTANCE_UID, newUid())
                .putText(Tags.PATIENT_ID, patient)
                .putText(Tags.PATIENT_NAME, "Invented^" + patient)
                .putText(Tags.MODALITY, "OT")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putText(Tags.RESCALE_SLOPE, "1.5")
                .putText(Tags.RESCALE_INTERCEPT, "0")
                .putText(Tags.NUMBER_OF_FRAMES, Integer.toString(FRAMES))
                .putText(Tags.BURNED_IN_ANNOTATION, "NO")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .putIntegers(Tags.BITS_ALLOCATED, 16)
                .putIntegers(Tags.BITS_STORED, 12)
                .putIntegers(Tags.HIGH_BIT, 11)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OW, little(values)));
    }

    private static byte[] little(short[] values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[2 * i] = (byte) values[i];
            bytes[2 * i + 1] = (byte) (values[i] >> 8);
        }
        return bytes;
    }

    private static byte[] pixels(DataSet image) {
        ByteBuffer buffer = image.get(Tags.PIXEL_DATA).orElseThrow().bytes();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static DicomObject object(DataSet image) {
        return new DicomObject(new DataSet(), image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    private static byte[] bytes(DicomObject object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(object, out);
        return out.toByteArray();
    }

    private static String text(DataSet image, int tag) {
        return image.text(tag).orElseThrow();
    }

    private static String newUid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
