package org.spikewright.editor.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.codemining.AbstractCodeMiningProvider;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.codemining.LineHeaderCodeMining;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;

/** Offers to run each job, above it. */
public final class JobLenses extends AbstractCodeMiningProvider {

    private static final String RUN = "org.spikewright.ui.run";
    private static final String JOB = "org.spikewright.ui.run.job";

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public CompletableFuture<List<? extends ICodeMining>> provideCodeMinings(ITextViewer viewer, IProgressMonitor monitor) {
        IDocument document = viewer.getDocument();
        return session.askLater(document, (server, name, _) -> server.codeLens(new CodeLensParams(name)))
                .thenApply(lenses -> lenses.map(found -> minings(found.text(), found.value())).orElse(List.of()));
    }

    private List<? extends ICodeMining> minings(IDocument document, List<? extends CodeLens> lenses) {
        List<ICodeMining> minings = new ArrayList<>();
        for (CodeLens lens : lenses) {
            int line = lens.getRange().getStart().getLine();
            if (line < document.getNumberOfLines()) {
                minings.add(mining(document, line, lens));
            }
        }
        return minings;
    }

    private ICodeMining mining(IDocument document, int line, CodeLens lens) {
        try {
            // Arguments of the command: the file, which is the active editor's, and the job.
            String job = String.valueOf(lens.getCommand().getArguments().get(1));
            LineHeaderCodeMining mining = new LineHeaderCodeMining(line, document, this, _ -> run(job)) {
            };
            mining.setLabel("▶ " + lens.getCommand().getTitle());
            return mining;
        } catch (BadLocationException e) {
            throw new IllegalArgumentException("no line " + line, e);
        }
    }

    private static void run(String job) {
        Command command = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(RUN);
        try {
            PlatformUI.getWorkbench().getService(IHandlerService.class)
                    .executeCommand(ParameterizedCommand.generateCommand(command, Map.of(JOB, job)), null);
        } catch (CommandException e) {
            throw new IllegalStateException("the job " + job + " cannot be run: " + e.getMessage(), e);
        }
    }
}
