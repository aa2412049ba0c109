package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.eclipse.ui.PlatformUI;

/** Offers what the server can do about a finding in a model that is open. */
public final class QuickFixes implements IMarkerResolutionGenerator2 {

    private static final long PATIENCE = 2000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public boolean hasResolutions(IMarker marker) {
        return document(marker).isPresent() && !marker.getAttribute(DiagnosticMarkers.CODE, "").isEmpty();
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        return document(marker).stream().flatMap(document -> fixes(marker, document)).toArray(IMarkerResolution[]::new);
    }

    private Optional<IDocument> document(IMarker marker) {
        return marker.getResource() instanceof IFile file ? Documents.uri(file).flatMap(session::document) : Optional.empty();
    }

    private Stream<QuickFix> fixes(IMarker marker, IDocument document) {
        int start = marker.getAttribute(IMarker.CHAR_START, 0);
        int end = marker.getAttribute(IMarker.CHAR_END, start);
        if (start > end || end > document.getLength()) {
            return Stream.empty();
        }
        Range range = Positions.range(document, start, end - start);
        Diagnostic finding = new Diagnostic(range, marker.getAttribute(IMarker.MESSAGE, ""), DiagnosticSeverity.Error, null,
                marker.getAttribute(DiagnosticMarkers.CODE, ""));
        return session.ask(document, PATIENCE, (server, name, _) -> server
                .codeAction(new CodeActionParams(name, range, new CodeActionContext(List.of(finding))))).stream()
                .flatMap(answer -> answer.value().stream().map(action -> action.getRight())
                        .map(action -> new QuickFix(action.getTitle(), new Edits(document, answer.text().get(), changes(action)))));
    }

    private static List<TextEdit> changes(CodeAction action) {
        return action.getEdit().getChanges().values().stream().flatMap(List::stream).toList();
    }
}
