package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.contentassist.ContentAssistService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;

/** Everything that the language does with a text, one text after the other in the same file. */
final class FuzzedLanguage {

    private final Path file;
    private final Language language = new Language();
    private final ContentAssistService proposals;

    FuzzedLanguage(Path file, Injector language) {
        this.file = file;
        proposals = language.getInstance(ContentAssistService.class);
    }

    /** Reads, checks, lays out and completes a text; throws if any of it goes wrong, or if engines cannot take what the check accepts. */
    void use(String text, int caret) throws IOException {
        ModelFile model = read(text);
        for (Finding finding : model.check()) {
            assertTrue(finding.code() != null && finding.code().startsWith("SW"), finding::toString);
        }
        if (model.check().stream().noneMatch(finding -> finding.severity() == Severity.ERROR)) {
            model.jobs().stream().filter(job -> job.obstacle().isEmpty()).forEach(job -> assertEquals(job.name(), job.spec().name()));
        }
        if (model.model().isPresent()) {
            lay(model);
            complete(text, caret, model.model().get());
        }
    }

    private ModelFile read(String text) throws IOException {
        return language.read(Files.writeString(file, text), file.getFileName().toString());
    }

    /** A laid out text says the same, and is left alone by the next formatting. */
    private void lay(ModelFile before) throws IOException {
        String once = before.formatted();
        if (!once.equals(before.text())) {
            ModelFile after = read(once);
            assertTrue(EcoreUtil.equals(before.model().orElseThrow(), after.model().orElseThrow()), () -> "became another model:\n" + once);
            assertEquals(once, after.formatted());
        }
    }

    private void complete(String text, int caret, EObject model) {
        Document document = new Document(1, text);
        proposals.createCompletionList(document, (XtextResource) model.eResource(), new CompletionParams(
                new TextDocumentIdentifier(file.toUri().toString()), document.getPosition(caret)), CancelIndicator.NullImpl);
    }
}
