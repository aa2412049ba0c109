package org.spikewright.editor.ui.internal;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.spikewright.workspace.RunMarkers;

/** Shows what the server found as markers. Only what differs is touched, so that nothing flickers while one types. */
final class DiagnosticMarkers {

    private static final String TYPE = "org.spikewright.editor.ui.finding";
    /** The attribute of a marker that holds the finding's code. */
    static final String CODE = "org.spikewright.editor.ui.code";

    private final Documents documents;
    private final Map<String, List<Diagnostic>> waiting = new ConcurrentHashMap<>();
    /** One for all files, so that updates of a file never overtake one another. */
    private final Job update = Job.createSystem("Showing findings", (ICoreRunnable) this::update);

    DiagnosticMarkers(Documents documents) {
        this.documents = documents;
    }

    /** Replaces the markers of a file by these; returns at once. */
    void show(String uri, List<Diagnostic> diagnostics) {
        waiting.put(uri, diagnostics);
        update.schedule();
    }

    /** Locks each file, so that nobody deletes it with its markers meanwhile. */
    private void update(IProgressMonitor monitor) throws CoreException {
        for (String uri : waiting.keySet()) {
            List<Diagnostic> diagnostics = waiting.remove(uri);
            for (IFile file : Documents.files(uri)) {
                file.getWorkspace().run((ICoreRunnable) _ -> update(file, uri, diagnostics), file, IWorkspace.AVOID_UPDATE,
                        monitor);
            }
        }
    }

    private void update(IFile file, String uri, List<Diagnostic> diagnostics) throws CoreException {
        if (!file.exists()) {
            return;
        }
        Optional<IDocument> open = documents.document(uri).flatMap(documents::sync).map(DocumentSync::text);
        IDocument text = open.isPresent() ? open.get() : read(file);
        List<IMarker> left = new ArrayList<>(List.of(file.findMarkers(TYPE, false, IResource.DEPTH_ZERO)));
        for (Diagnostic diagnostic : diagnostics) {
            Map<String, Object> attributes = attributes(text, diagnostic);
            IMarker known = null;
            for (IMarker marker : left) {
                if (marker.getAttributes().equals(attributes)) {
                    known = marker;
                    break;
                }
            }
            if (known == null) {
                file.createMarker(TYPE, attributes);
            } else {
                left.remove(known);
            }
        }
        for (IMarker marker : left) {
            marker.delete();
        }
        RunMarkers.keep(file, text.get());
    }

    private static IDocument read(IFile file) throws CoreException {
        return new Document(new String(file.readAllBytes(), Charset.forName(file.getCharset())));
    }

    private static Map<String, Object> attributes(IDocument text, Diagnostic diagnostic) {
        IRegion region = Positions.region(text, diagnostic.getRange());
        int line = diagnostic.getRange().getStart().getLine() + 1;
        return Map.of(IMarker.SEVERITY, severity(diagnostic.getSeverity()), IMarker.MESSAGE, message(diagnostic), CODE,
                diagnostic.getCode() == null ? "" : String.valueOf(diagnostic.getCode().get()), IMarker.LINE_NUMBER, line,
                IMarker.CHAR_START, start(text, region), IMarker.CHAR_END, region.getOffset() + region.getLength(),
                IMarker.LOCATION, "line " + line);
    }

    /** A finding of no width, for instance at the end of the file, is shown at the character before it. */
    private static int start(IDocument text, IRegion region) {
        return region.getLength() > 0 || text.getLength() == 0 ? region.getOffset() : Math.max(0, region.getOffset() - 1);
    }

    private static String message(Diagnostic diagnostic) {
        return diagnostic.getMessage().isLeft() ? diagnostic.getMessage().getLeft() : diagnostic.getMessage().getRight().getValue();
    }

    private static int severity(DiagnosticSeverity severity) {
        return switch (severity) {
            case Error -> IMarker.SEVERITY_ERROR;
            case Warning -> IMarker.SEVERITY_WARNING;
            case Information, Hint -> IMarker.SEVERITY_INFO;
        };
    }
}
