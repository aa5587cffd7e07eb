package isocenter.deploy.cli;

import isocenter.ingest.burnedin.Region;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rectangle of pixels: x,y,width,height. */
final class RegionOption implements ITypeConverter<Region> {
    @Override
    public Region convert(String text) {
        if (!text.matches("\\d{1,5},\\d{1,5},0*[1-9]\\d{0,4},0*[1-9]\\d{0,4}")) {
            throw new TypeConversionException("'" + text + "' is no rectangle: x,y,width,height, as in 0,0,640,40");
        }
        String[] parts = text.split(",", -1);
        return new Region(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
