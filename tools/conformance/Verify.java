import java.io.File;
import java.nio.charset.StandardCharsets;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * A PDF and the names of profiles ("ua1", "3a") -> what veraPDF says, in lines of fields with tabs between:
 * "profile, name, number of checks, true or false", then for each rule that is broken
 * "rule, clause-test, how often, what it asks, where first".
 */
public final class Verify {
    private static final int MOST_SHOWN = 100;

    public static void main(String[] words) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        for (int each = 1; each < words.length; each++) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(words[each]);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, MOST_SHOWN, false, false, false);
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(words[0]), flavour)) {
                ValidationResult result = validator.validate(parser);
                say(out, "profile", words[each], result.getTotalAssertions(), result.isCompliant());
                Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
                result.getTestAssertions().forEach(fault -> first.putIfAbsent(fault.getRuleId(), fault));
                for (Map.Entry<RuleId, Integer> broken : result.getFailedChecks().entrySet()) {
                    RuleId rule = broken.getKey();
                    TestAssertion fault = first.get(rule);
                    String where = fault == null ? "" : fault.getLocation().getContext();
                    String asks = fault == null ? "" : fault.getMessage();
                    say(out, "rule", rule.getClause() + "-" + rule.getTestNumber(), broken.getValue(), asks, where);
                }
            }
        }
    }

    private static void say(PrintStream out, Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.length() > 0 ? "\t" : "").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        out.println(line);
    }
}
