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
 * Names the files of the standard library so that any editor can open them: the library lies inside a bundle, and what is
 * shown of it are copies that nobody can change by mistake.
 */
@Singleton
public class LibraryUris extends UriExtensions {

    private final Map<URI, URI> copies = new ConcurrentHashMap<>();

    @Override
    public String toUriString(URI uri) {
        return super.toUriString(Library.contains(uri) && !uri.isFile() ? copies.computeIfAbsent(uri, this::copy) : uri);
    }

    private URI copy(URI uri) {
        try (InputStream content = java.net.URI.create(uri.toString()).toURL().openStream()) {
            Path copy = folder().resolve(uri.lastSegment());
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            copy.toFile().setReadOnly();
            copy.toFile().deleteOnExit();
            return URI.createFileURI(copy.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the standard library cannot be shown: " + e.getMessage(), e);
        }
    }

    private Path folder() throws IOException {
        if (!copies.isEmpty()) {
            return Path.of(copies.values().iterator().next().toFileString()).getParent();
        }
        Path folder = Files.createTempDirectory("spikewright-library");
        folder.toFile().deleteOnExit();
        return folder;
    }
}
