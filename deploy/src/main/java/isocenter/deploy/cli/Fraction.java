package isocenter.deploy.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10%} or {@code 0.1}. */
final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            boolean percent = text.endsWith("%");
            BigDecimal number = new BigDecimal(percent ? text.substring(0, text.length() - 1) : text);
            double fraction = (percent ? number.movePointLeft(2) : number).doubleValue();
            if (fraction > 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a part such as 10% or 0.1");
        }
        throw new TypeConversionException("'" + text + "' must be more than 0 and at most 100%");
    }
}
