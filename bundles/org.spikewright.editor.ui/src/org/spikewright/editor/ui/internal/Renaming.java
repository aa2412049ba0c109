package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.ltk.core.refactoring.Change;
import org.eclipse.ltk.core.refactoring.CompositeChange;
import org.eclipse.ltk.core.refactoring.Refactoring;
import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.ltk.core.refactoring.TextChange;
import org.eclipse.ltk.core.refactoring.TextFileChange;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;

/**
 * Gives what the name at a place means another name, in all files: those that are open are changed in their editors, the others on
 * disk. It is one change, which one undo takes back everywhere.
 */
final class Renaming extends Refactoring {

    private static final long PATIENCE = 30_000;

    private final LanguageSession session;
    private final TextDocumentIdentifier file;
    private final IDocument document;
    private final int offset;
    private final String old;
    private String name;

    Renaming(LanguageSession session, TextDocumentIdentifier file, IDocument document, int offset, String old) {
        this.session = session;
        this.file = file;
        this.document = document;
        this.offset = offset;
        this.old = old;
        this.name = old;
    }

    String old() {
        return old;
    }

    void name(String chosen) {
        name = chosen;
    }

    @Override
    public String getName() {
        return "Rename '" + old + "' to '" + name + "'";
    }

    /** Asks the server what a name would change; it answers with an error if it cannot be. */
    CompletableFuture<WorkspaceEdit> changes(String wanted) {
        return session.server().getTextDocumentService().rename(new RenameParams(file, Positions.position(document, offset), wanted));
    }

    /** Why the server refuses, as a sentence. */
    static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String reason = Optional.ofNullable(cause.getMessage()).filter(text -> !text.isBlank()).orElse("the server gave no reason");
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
    }

    @Override
    public RefactoringStatus checkInitialConditions(IProgressMonitor monitor) {
        return new RefactoringStatus(); // the first name that is typed tells
    }

    @Override
    public RefactoringStatus checkFinalConditions(IProgressMonitor monitor) {
        try {
            await();
            return new RefactoringStatus();
        } catch (CoreException e) {
            return RefactoringStatus.createFatalErrorStatus(e.getStatus().getMessage());
        }
    }

    private WorkspaceEdit await() throws CoreException {
        try {
            return changes(name).get(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CoreException(Status.error(reason(e)));
        } catch (TimeoutException e) {
            throw new CoreException(Status.error("The language server did not answer; try again in a moment.", e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CoreException(Status.CANCEL_STATUS);
        }
    }

    @Override
    public Change createChange(IProgressMonitor monitor) throws CoreException {
        CompositeChange all = new CompositeChange(getName());
        for (Map.Entry<String, List<TextEdit>> changed : await().getChanges().entrySet()) {
            for (IFile resource : Documents.files(changed.getKey())) {
                all.add(change(resource, session.document(changed.getKey()), changed.getValue()));
            }
        }
        return all;
    }

    /** What is open is saved by whoever edits it. */
    private TextChange change(IFile resource, Optional<IDocument> open, List<TextEdit> edits) throws CoreException {
        TextFileChange change = new TextFileChange(resource.getName() + " – " + resource.getParent().getFullPath().makeRelative()
                + (open.isPresent() ? "" : " (not open, is saved)"), resource);
        change.setSaveMode(open.isPresent() ? TextFileChange.LEAVE_DIRTY : TextFileChange.FORCE_SAVE);
        change.setTextType("spike");
        MultiTextEdit all = new MultiTextEdit();
        IDocument text = new Document(open.isPresent() ? open.get().get() : resource.readString());
        for (TextEdit edit : edits) {
            IRegion place = Positions.region(text, edit.getRange());
            all.addChild(new ReplaceEdit(place.getOffset(), place.getLength(), edit.getNewText()));
        }
        change.setEdit(all);
        return change;
    }
}
