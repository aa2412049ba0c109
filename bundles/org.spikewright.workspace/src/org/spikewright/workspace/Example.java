package org.spikewright.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.SubMonitor;
import org.osgi.framework.Bundle;

/**
 * A worked system of the gallery: a folder of models.
 *
 * @param name the folder's name
 * @param title what it is, in a few words
 * @param description what it shows, in a few sentences
 * @param files the texts of its models by file name
 */
public record Example(String name, String title, String description, Map<String, String> files) {

    private static final String GALLERY = "org.spikewright.gallery";
    private static final String MODELS = "models";
    /** The comment that a file starts with: its first sentence up to the colon is the name, what follows the description. */
    private static final Pattern COMMENT = Pattern.compile("\\A/\\*+(.*?)\\*/", Pattern.DOTALL);

    /** All examples, by title. */
    public static List<Example> all() {
        Bundle gallery = Platform.getBundle(GALLERY);
        Map<String, Map<String, String>> folders = new TreeMap<>();
        for (URL url : Collections.list(gallery.findEntries(MODELS, "*.spike", true))) {
            String[] path = url.getPath().split("/");
            folders.computeIfAbsent(path[path.length - 2], _ -> new TreeMap<>()).put(path[path.length - 1], read(url));
        }
        List<Example> examples = new ArrayList<>();
        folders.forEach((name, files) -> examples.add(of(name, files)));
        examples.sort(Comparator.comparing(Example::title));
        return examples;
    }

    private static Example of(String name, Map<String, String> files) {
        String main = files.getOrDefault(name + ".spike", files.values().iterator().next());
        Matcher comment = COMMENT.matcher(main);
        String text = comment.find() ? comment.group(1).replaceAll("(?m)^\\s*\\*? ?", "").strip() : name;
        int end = text.indexOf(':');
        String title = end > 0 && end < 40 ? text.substring(0, end) : name;
        String rest = end > 0 && end < 40 ? text.substring(end + 1).strip() : text;
        String flowing = rest.replaceAll("(?<!\n)\n(?!\n)", " ");
        return new Example(name, title, flowing.substring(0, Math.min(1, flowing.length())).toUpperCase(Locale.ROOT)
                + flowing.substring(Math.min(1, flowing.length())), files);
    }

    private static String read(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the gallery cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file to open first. */
    public String mainFile() {
        return files.containsKey(name + ".spike") ? name + ".spike" : files.keySet().iterator().next();
    }

    /**
     * Makes a project with copies of the example's models.
     *
     * @param project does not exist yet
     * @return the file to open first
     */
    public IFile create(IProject project, IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Creating " + project.getName(), files.size() + 2);
        project.create(progress.split(1));
        project.open(progress.split(1));
        for (Map.Entry<String, String> file : files.entrySet()) {
            project.getFile(file.getKey()).create(file.getValue().getBytes(StandardCharsets.UTF_8), IResource.NONE, progress.split(1));
        }
        return project.getFile(mainFile());
    }
}
