package org.spikewright.architecture.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.osgi.util.ManifestElement;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

import org.spikewright.architecture.tests.Rooms.Room;
import org.spikewright.testing.Repository;

class ArchitectureTest {

    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)\\.\\w+;", Pattern.MULTILINE);

    private final Rooms rooms;

    ArchitectureTest() throws IOException {
        rooms = Rooms.read(Repository.root().resolve("docs/architecture.md"));
    }

    @Test
    void theTableKnowsItsOwnNames() {
        assertEquals(Set.of(), rooms.unknownNames());
    }

    @Test
    void everyBundleIsARoomOfTheTable() throws IOException {
        for (Path bundle : bundles()) {
            assertTrue(rooms.room(bundle.getFileName().toString()).isPresent(), bundle + " is not in the table");
        }
    }

    @Test
    void noManifestHasADoorThatTheTableLacks() throws IOException, BundleException {
        List<String> wrong = new ArrayList<>();
        for (Path bundle : bundles()) {
            Room room = rooms.room(bundle.getFileName().toString()).orElseThrow();
            for (String used : usedBundlesAndPackages(bundle.resolve("META-INF/MANIFEST.MF"))) {
                rooms.nameOf(used).filter(name -> !rooms.allows(room, name))
                        .ifPresent(name -> wrong.add(room.name() + " -> " + name + " (" + used + ")"));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void theInnermostRingIsPlainJava() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path bundle : bundles()) {
            Room room = rooms.room(bundle.getFileName().toString()).orElseThrow();
            if (room.isPlainJava()) {
                for (Path source : sources(bundle)) {
                    Matcher imports = IMPORT.matcher(Files.readString(source));
                    while (imports.find()) {
                        String used = imports.group(1);
                        rooms.nameOf(used).filter(name -> !rooms.allows(room, name))
                                .ifPresent(name -> wrong.add(bundle.relativize(source) + " imports " + used));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<Path> bundles() throws IOException {
        List<Path> result = new ArrayList<>();
        Path folder = Repository.root().resolve("bundles");
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder,
                child -> Files.exists(child.resolve("META-INF/MANIFEST.MF")))) {
            children.forEach(result::add);
        }
        assertTrue(result.size() > 1, "no bundles in " + folder);
        return result;
    }

    private static List<Path> sources(Path bundle) throws IOException {
        Path folder = bundle.resolve("src");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> usedBundlesAndPackages(Path manifest) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(manifest)) {
            Map<String, String> headers = ManifestElement.parseBundleManifest(in, null);
            List<String> result = new ArrayList<>();
            for (String header : List.of(Constants.REQUIRE_BUNDLE, Constants.IMPORT_PACKAGE)) {
                ManifestElement[] elements = ManifestElement.parseHeader(header, headers.get(header));
                if (elements != null) {
                    for (ManifestElement element : elements) {
                        result.addAll(List.of(element.getValueComponents()));
                    }
                }
            }
            return result;
        }
    }
}
