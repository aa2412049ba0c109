package org.spikewright.language;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spikewright.common.TextFile;

/** The texts of a model: a file, and those in its folder whose declarations it can name. */
final class ModelTexts {

    static final String EXTENSION = ".spike";

    private static final Pattern COMMENTS = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("^[\\s\\uFEFF\\u00A0]*package\\s+([\\w.]+)");

    private ModelTexts() {
    }

    /**
     * Reads a text.
     *
     * @throws CharacterCodingException if it is not UTF-8 or has a zero in it
     * @throws UnreadableModelException if it is missing or a folder
     * @throws IOException if it cannot be read, or is no text of a size that can be
     */
    static String read(Path path, String shownAs) throws IOException {
        if (!Files.exists(path)) {
            throw new UnreadableModelException(shownAs + " does not exist; check the name and the folder");
        }
        if (Files.isDirectory(path)) {
            throw new UnreadableModelException(shownAs + " is a folder; name a .spike file in it");
        }
        String text = TextFile.read(path);
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }

    /**
     * The files beside a model whose declarations it, or one of them, can name: of the same package, or of one whose name stands
     * in the text. Files that cannot be read have no declarations.
     */
    static Map<Path, String> beside(Path path, String text) throws IOException {
        Map<Path, String> unused = new LinkedHashMap<>();
        for (Path file : neighbours(path)) {
            neighbour(file).ifPresent(neighbour -> unused.put(file, neighbour));
        }
        Map<Path, String> used = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(text));
        while (!open.isEmpty()) {
            String from = open.pop();
            unused.entrySet().removeIf(candidate -> {
                boolean isNamed = canName(from, candidate.getValue());
                if (isNamed) {
                    used.put(candidate.getKey(), candidate.getValue());
                    open.add(candidate.getValue());
                }
                return isNamed;
            });
        }
        return used;
    }

    private static boolean canName(String from, String candidate) {
        Optional<String> declared = packageOf(candidate);
        return declared.isPresent() && (declared.equals(packageOf(from)) || from.contains(declared.get() + "."));
    }

    private static Optional<String> packageOf(String text) {
        Matcher start = PACKAGE.matcher(COMMENTS.matcher(text).replaceAll(" "));
        return start.find() ? Optional.of(start.group(1)) : Optional.empty();
    }

    private static Optional<String> neighbour(Path file) {
        try {
            return Optional.of(read(file, file.toString()));
        } catch (IOException | UnreadableModelException _) {
            return Optional.empty();
        }
    }

    private static List<Path> neighbours(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION) && !file.getFileName().equals(path.getFileName()))
                    .sorted().toList();
        }
    }
}
