package org.spikewright.language.ide;

import com.google.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.spikewright.language.library.Library;

/**
 * Names the files of the library so that any editor can open them: they lie inside bundles, and what is shown of them are copies that
 * nobody can change by mistake.
 */
@Singleton
public class LibraryUris extends UriExtensions {

    private final Map<URI, URI> copies = new ConcurrentHashMap<>();

    @Override
    public String toUriString(URI uri) {
        return super.toUriString(Library.isInBundle(uri) ? copies.computeIfAbsent(uri, this::copy) : uri);
    }

    private URI copy(URI uri) {
        try (InputStream content = java.net.URI.create(uri.toString()).toURL().openStream()) {
            Path copy = folder(uri).resolve(uri.lastSegment());
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            copy.toFile().setReadOnly();
            copy.toFile().deleteOnExit();
            return URI.createFileURI(copy.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the library cannot be shown: " + e.getMessage(), e);
        }
    }

    /** Bundles may have files of one name: those of each folder have a folder of their own. */
    private Path folder(URI uri) throws IOException {
        for (Map.Entry<URI, URI> copied : copies.entrySet()) {
            if (copied.getKey().trimSegments(1).equals(uri.trimSegments(1))) {
                return Path.of(copied.getValue().toFileString()).getParent();
            }
        }
        Path folder = Files.createTempDirectory(Library.COPIES);
        folder.toFile().deleteOnExit();
        return folder;
    }
}
