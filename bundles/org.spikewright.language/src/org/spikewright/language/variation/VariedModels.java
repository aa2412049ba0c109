package org.spikewright.language.variation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.compile.Code;
import org.spikewright.language.ModelFile;
import org.spikewright.model.core.Expression;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Variation;

/**
 * Checks the models that an exploration makes as if somebody had written them: with each of its values, all else as it stands. What only
 * several values together break is found when such a trial runs, and so is what does not fit a chip: that is for explorations to find.
 */
public final class VariedModels {

    /** So many values of one thing are tried; each is a check of what the exploration runs. */
    private static final int MOST = 100;

    private final ModelFile file;
    private final String shownAs;
    private final Map<Path, String> texts;

    /**
     * The models of a file.
     *
     * @param shownAs the file as the user named it
     */
    public VariedModels(ModelFile file, String shownAs) {
        this.file = file;
        this.shownAs = shownAs;
        this.texts = file.texts();
    }

    /** What is found of an exploration that has no errors itself. */
    public List<Finding> findings(ExploreJob explore) {
        List<Finding> findings = new ArrayList<>();
        for (int varied = 0; varied < explore.getVariations().size(); varied++) {
            Variation variation = explore.getVariations().get(varied);
            List<Expression> values = Overrides.values(variation);
            for (int value = 0; value < Math.min(values.size(), MOST); value++) {
                Optional<Finding> error = error(explore, varied, value);
                Expression place = values.get(value);
                error.ifPresent(found -> findings.add(new Finding(found.code(), Severity.ERROR, "with " + Overrides.name(variation) + " = "
                        + NodeModelUtils.getTokenText(NodeModelUtils.findActualNodeFor(place)) + " there is an error in line "
                        + found.location().line() + ": " + found.message(), file.location(place))));
            }
        }
        return findings;
    }

    private Optional<Finding> error(ExploreJob explore, int varied, int value) {
        return new Overrides(file.path(), shownAs, texts).only(explore.getName(), varied, value)
                .asItStands(List.of(explore.getExplored().getName())).stream()
                .filter(found -> found.severity() == Severity.ERROR && !Code.CHIP_LIMIT.id().equals(found.code())).findFirst();
    }
}
