package org.spikewright.cli.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.LinkedHashMap;
import org.spikewright.cli.Io;
import org.spikewright.record.RunRecord;

/** The models that files and folders on a command line stand for. */
final class ModelPaths {

    private static final String EXTENSION = ".spike";

    private ModelPaths() {
    }

    /**
     * The files by their paths, as the user would name them, each once: those that are named, and all in folders that are named, in
     * alphabetical order. What is in records of runs, and in folders whose names start with a dot, is left out.
     *
     * @throws UnusablePathException if there is nothing of a name, or no model in a folder
     */
    static Map<Path, String> of(List<String> words, Io io) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (String word : words) {
            Path path = io.resolve(word);
            if (!Files.isDirectory(path)) {
                if (!Files.exists(path)) {
                    throw new UnusablePathException("there is no file or folder " + word);
                }
                files.putIfAbsent(path, word);
                continue;
            }
            Map<Path, String> found = new TreeMap<>();
            try {
                Files.walkFileTree(path, new Visitor(path, word, found));
            } catch (IOException e) {
                throw new UnusablePathException(word + " cannot be read: " + e.getMessage());
            }
            if (found.isEmpty()) {
                throw new UnusablePathException(word + " holds no model; a model is a file that ends in " + EXTENSION);
            }
            found.forEach(files::putIfAbsent);
        }
        return files;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final String word;
        private final Map<Path, String> found;

        Visitor(Path root, String word, Map<Path, String> found) {
            this.root = root;
            this.word = word;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean isHidden = !folder.equals(root) && folder.getFileName().toString().startsWith(".");
            return isHidden || RunRecord.isRecord(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.getFileName().toString().endsWith(EXTENSION)) {
                String inside = root.relativize(file).toString().replace('\\', '/');
                found.put(file, word.equals(".") ? inside : word.replaceFirst("/+$", "") + "/" + inside);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
