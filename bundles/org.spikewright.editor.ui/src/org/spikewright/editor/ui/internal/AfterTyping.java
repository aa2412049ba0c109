package org.spikewright.editor.ui.internal;

import java.util.function.Consumer;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;

/** Looks at a document, once the server knows it, and again after each pause in typing. */
final class AfterTyping implements IDocumentListener {

    private static final long PAUSE = 300;

    private final LanguageSession session;
    private final Consumer<IDocument> look;
    private final Job job;
    private volatile IDocument document;

    /**
     * Looks at nothing yet.
     *
     * @param name of what is done, for the list of background work
     * @param look is called in the background
     */
    AfterTyping(String name, LanguageSession session, Consumer<IDocument> look) {
        this.session = session;
        this.look = look;
        this.job = Job.createSystem(name, (ICoreRunnable) _ -> look());
    }

    /** Turns to another document, or to none if it is {@code null}. */
    void follow(IDocument next) {
        job.cancel();
        if (document != null) {
            document.removeDocumentListener(this);
        }
        document = next;
        if (next != null) {
            next.addDocumentListener(this);
            job.schedule();
        }
    }

    /** Whether it still is that document. */
    boolean follows(IDocument asked) {
        return document == asked;
    }

    /** Looks again in a moment, though nothing was typed. */
    void again() {
        job.schedule(PAUSE);
    }

    private void look() {
        IDocument now = document;
        if (now == null) {
            return;
        }
        if (session.identifier(now).isPresent()) {
            look.accept(now);
        } else {
            again(); // the server is still starting
        }
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        // it is looked at when it has changed
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        again();
    }
}
