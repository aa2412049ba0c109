package org.spikewright.language;

import java.util.List;
import java.util.Locale;
import org.spikewright.common.Location;
import org.spikewright.model.core.Declaration;

/**
 * What a model declares.
 *
 * @param kind the word that declares it, for instance {@code network} or {@code train}
 * @param name its name
 * @param location where
 */
public record Contents(String kind, String name, Location location) {

    /** The declarations of a file, in its order; what has no name yet is left out. */
    static List<Contents> of(ModelFile model) {
        return model.model().stream().flatMap(file -> file.getDeclarations().stream())
                .filter(declaration -> declaration.getName() != null)
                .map(declaration -> new Contents(kind(declaration), declaration.getName(), model.location(declaration))).toList();
    }

    private static String kind(Declaration declaration) {
        return declaration.eClass().getName().replaceFirst("Job$", "").toLowerCase(Locale.ROOT);
    }
}
