package org.spikewright.extension.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.spikewright.extension.tests.brought.OtherMapper;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.language.server.LanguageServices;
import org.spikewright.mapping.Mapper;

/** Bundles in the folder of extensions are there; one that cannot be is named in one sentence. */
class ExtensionFolderTest {

    private static final String PROPERTY = "spikewright.extensions";

    @TempDir
    private Path folder;

    @BeforeEach
    void name() {
        System.setProperty(PROPERTY, folder.toString());
    }

    /** Later tests find the language as it was. */
    @AfterEach
    void leave() throws Exception {
        System.clearProperty(PROPERTY);
        for (Bundle bundle : FrameworkUtil.getBundle(ExtensionFolderTest.class).getBundleContext().getBundles()) {
            if (bundle.getLocation().startsWith(folder.toUri().toString())) {
                bundle.uninstall();
            }
        }
        assertNotNull(new LanguageServices(), "it is registered again");
    }

    private void bundle(String contribution) throws IOException {
        bundle(contribution, Map.of());
    }

    private void bundle(String contribution, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "brought.by.a.test");
        manifest.getMainAttributes().putValue("Import-Package", "org.spikewright.extension.tests.brought,org.spikewright.common.binding");
        headers.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream file = Files.newOutputStream(folder.resolve("brought.jar")); JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new ZipEntry("META-INF/services/org.spikewright.common.binding.Contribution"));
            jar.write(contribution.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String refused() {
        String message = assertThrows(UnreadableModelException.class, LanguageServices::new).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.contains("Exception:"), message);
        return message;
    }

    @Test
    void whatABundleInItBringsIsThere() throws Exception {
        bundle("org.spikewright.extension.tests.brought.Brought$Whole # a remark");
        assertTrue(new Editor(folder).hover("package own import whole.* train T { loss twi|ce }").contains("The weights' signs alone"));
    }

    @Test
    void anEngineOfItsOwnComesFirst() throws Exception {
        bundle("org.spikewright.extension.tests.brought.Brought$Whole", Map.of("Bundle-Activator", OtherMapper.class.getName(), "Import-Package",
                "org.spikewright.extension.tests.brought,org.spikewright.common.binding,org.spikewright.mapping,org.osgi.framework"));
        assertTrue(new Editor(folder).hover("package own import whole.* train T { loss twi|ce }").contains("The weights' signs alone"));
        BundleContext context = FrameworkUtil.getBundle(ExtensionFolderTest.class).getBundleContext();
        assertTrue(context.getService(context.getServiceReference(Mapper.class)) instanceof OtherMapper, "the highest ranking");
    }

    @Test
    void itsOwnReasonsAreFindings() throws Exception {
        bundle("org.spikewright.extension.tests.brought.Brought$Whole");
        String model = """
                package own
                import whole.*
                dataset D { read glyphs(height = 8, width = 8) }
                network N { input x : [1, 8, 8] y = x -> band(1, 2) -> dense(10) output y }
                train T { network N data D loss between(1, 2) }
                """;
        Editor editor = new Editor(folder);
        assertEquals(List.of(), known(editor.open(folder.resolve("right.spike"), model)));
        assertEquals(List.of("4: SW207: 'band' cannot be with these arguments: 'low' must be below 'high'"),
                known(editor.open(folder.resolve("layer.spike"), model.replace("band(1,", "band(3,").replace("own", "second"))));
        assertEquals(List.of("5: SW207: 'between' cannot be with these arguments: 'low' must be below 'high'"),
                known(editor.open(folder.resolve("loss.spike"), model.replace("between(1,", "between(3,").replace("own", "third"))));
    }

    /** Without what checks say that were registered in this process before the bundle was there; they are asked, too. */
    private static List<String> known(List<String> findings) {
        return findings.stream().filter(finding -> !finding.contains("there is no package 'whole'")).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Twice     | sample.hinge is bound twice
            Missing   | contributes a library file that its bundle lacks
            NoPackage | 'lonely' needs a package, and one that does not start with std
            Standard  | 'std.more.lonely' needs a package, and one that does not start with std
            Clash     | 'sample.gain' is declared in
            Syntax    | line 2:
            Unknown   | line 2:
            Nothing   | brought.by.a.test contributes something that cannot be made
            """)
    void whatCannotBeIsSaid(String contribution, String message) throws IOException {
        bundle("org.spikewright.extension.tests.brought.Brought$" + contribution);
        String said = refused();
        assertTrue(said.contains(message), said);
    }

    @Test
    void whatIsNoBundleIsNamed() throws IOException {
        Files.writeString(folder.resolve("no.jar"), "no");
        String said = refused();
        assertTrue(said.contains("no.jar is no bundle"), said);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        System.setProperty(PROPERTY, folder.resolve("none").toString());
        String said = refused();
        assertTrue(said.startsWith("the folder of extensions ") && said.contains("none"), said);
    }
}
