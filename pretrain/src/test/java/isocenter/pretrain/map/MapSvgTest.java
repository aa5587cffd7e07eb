package isocenter.pretrain.map;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.map.EmbeddingMap.Coloured;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class MapSvgTest {
    @Test
    void everyImageStandsOnceInEachPictureUnderItsSign() throws Exception {
        List<@Nullable String> scanners = new ArrayList<>();
        List<@Nullable String> sites = new ArrayList<>();
        double[][] points = new double[40][];
        for (int i = 0; i < points.length; i++) {
            scanners.add(i < 4 ? null : "A & B <" + i % 9 + ">");
            sites.add(i < 30 ? "north" : "south");
            points[i] = new double[] {i, 3 * i % 7};
        }
        Document svg = parsed(MapSvg.draw(new EmbeddingMap(
                "mae on chest@1",
                "forty",
                points,
                List.of(
                        new Coloured(
                                "scanner",
                                new Colouring("scanner", scanners),
                                new Readability(36, 9, 0.5, 0.125, 0.25)),
                        new Coloured("site", new Colouring("site", sites), new Readability(40, 2, 0.9, 0.75, 0.8))))));

        NodeList points1 = svg.getElementsByTagName("use");
        assertThat(points1.getLength()).isEqualTo(80);
        String text = svg.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("A & B <0> 4", "3 others 12", "unknown 4", "north 30", "south 10")
                .contains("50 % right, commonest 13 %", "balanced 25 %, chance 11 %", "90 % right, commonest 75 %");
        assertThat(points1.item(0).getParentNode().getChildNodes().getLength())
                .as("the unknown are drawn first")
                .isEqualTo(4);
        Element south = (Element) points1.item(40);
        assertThat(((Element) south.getParentNode()).getAttribute("fill")).isEqualTo("#D55E00");
        assertThat(south.getParentNode().getChildNodes().getLength()).isEqualTo(10);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
