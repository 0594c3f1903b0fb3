package io.millrace.datasource.notion;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers in the format that a column of a database has. */
final class Numbers {
  private static final ImmutableMap<String, String> SIGNS =
      ImmutableMap.<String, String>builder()
          .put("dollar", "$")
          .put("canadian_dollar", "CA$")
          .put("australian_dollar", "A$")
          .put("new_zealand_dollar", "NZ$")
          .put("hong_kong_dollar", "HK$")
          .put("singapore_dollar", "S$")
          .put("new_taiwan_dollar", "NT$")
          .put("euro", "€")
          .put("pound", "£")
          .put("yen", "¥")
          .put("yuan", "CN¥")
          .put("ruble", "₽")
          .put("rupee", "₹")
          .put("won", "₩")
          .put("real", "R$")
          .put("lira", "₺")
          .put("shekel", "₪")
          .put("philippine_peso", "₱")
          .put("mexican_peso", "MX$")
          .put("argentine_peso", "ARS ")
          .put("chilean_peso", "CLP ")
          .put("colombian_peso", "COP ")
          .put("uruguayan_peso", "UYU ")
          .put("peruvian_sol", "PEN ")
          .put("rupiah", "IDR ")
          .put("ringgit", "MYR ")
          .put("baht", "THB ")
          .put("dirham", "AED ")
          .put("riyal", "SAR ")
          .put("rand", "ZAR ")
          .put("franc", "CHF ")
          .put("krona", "SEK ")
          .put("norwegian_krone", "NOK ")
          .put("danish_krone", "DKK ")
          .put("zloty", "PLN ")
          .put("forint", "HUF ")
          .put("koruna", "CZK ")
          .put("leu", "RON ")
          .buildOrThrow();

  private Numbers() {}

  /** Returns a number as a column shows it; a format that is not known shows the bare number. */
  static String text(BigDecimal number, String format) {
    String sign = SIGNS.get(format);
    if (sign != null) {
      String grouped = grouped(number.abs(), sign.equals("¥") || sign.equals("₩") ? 0 : 2, 2);
      return MarkdownEscape.inline((number.signum() < 0 ? "-" : "") + sign + grouped);
    }
    return switch (format) {
      case "percent" -> plain(number.movePointRight(2)) + "%";
      case "number_with_commas" -> grouped(number, 0, 10);
      default -> plain(number);
    };
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String grouped(BigDecimal number, int least, int most) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(most);
    return format.format(number);
  }
}
