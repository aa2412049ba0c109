package org.spikewright.language.server.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spikewright.common.RandomStream;
import org.spikewright.testing.Repository;

/**
 * Texts as they come about while somebody types and errs: pieces of models left out, doubled, exchanged, moved from one model to
 * another, and characters struck at random.
 *
 * @param texts the models, all of which are read without a finding before
 * @param pieces words of all of them
 */
record Mutations(List<String> texts, List<String> pieces) {

    private static final Pattern PIECE = Pattern.compile("\\w+|\\s+|\"[^\"\n]*\"|->|[^\\w\\s]");
    private static final List<String> OTHERS = List.of("9e999", "1e-300", "0", "-1", "20 ms", "/*", "*/", "//", "\"", "é", "\u0000", "☃",
            "\r\n", "std.math", "[]", "[[", "()", "{}", "reset", "extends", "and", "unknown");

    /** Of the gallery, the standard library, the seeds and the fixtures of findings. */
    static Mutations ofAllModels() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String folder : List.of("bundles/org.spikewright.gallery/models", "bundles/org.spikewright.language/library",
                "tests/org.spikewright.language.tests/fixtures")) {
            try (Stream<Path> files = Files.walk(Repository.root().resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".spike")).sorted().map(Mutations::text).forEach(texts::add);
            }
        }
        List<String> pieces = new ArrayList<>(OTHERS);
        texts.forEach(text -> pieces.addAll(pieces(text)));
        return new Mutations(List.copyOf(texts), List.copyOf(pieces));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(result -> result.group()).toList();
    }

    /** One of the models with one to four changes. */
    String next(RandomStream random) {
        return changed(texts.get(random.nextInt(texts.size())), random);
    }

    /** A text with one to four changes. */
    String changed(String text, RandomStream random) {
        List<String> parts = new ArrayList<>(pieces(text));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(parts, random);
        }
        return String.join("", parts);
    }

    private void change(List<String> parts, RandomStream random) {
        int at = random.nextInt(parts.size() + 1);
        int end = Math.min(parts.size(), at + 1 + random.nextInt(12));
        switch (random.nextInt(7)) {
            case 0 -> parts.subList(at, end).clear();
            case 1 -> parts.add(at, pieces.get(random.nextInt(pieces.size())));
            case 2 -> parts.addAll(at, List.copyOf(parts.subList(at, end)));
            case 3 -> parts.addAll(random.nextInt(parts.size() + 1), List.copyOf(parts.subList(at, end)));
            case 4 -> {
                if (at < parts.size()) {
                    parts.set(at, pieces.get(random.nextInt(pieces.size())));
                }
            }
            case 5 -> {
                String word = at < parts.size() ? parts.get(at) : "";
                if (!word.isBlank()) {
                    int letter = random.nextInt(word.length());
                    parts.set(at, word.substring(0, letter) + (char) (' ' + random.nextInt(95)) + word.substring(letter + random.nextInt(2)));
                }
            }
            default -> {
                String other = texts.get(random.nextInt(texts.size()));
                int from = random.nextInt(Math.max(1, other.length()));
                parts.add(at, other.substring(from, Math.min(other.length(), from + random.nextInt(200))));
            }
        }
    }
}
