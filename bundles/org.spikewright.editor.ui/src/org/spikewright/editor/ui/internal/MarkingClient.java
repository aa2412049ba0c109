package org.spikewright.editor.ui.internal;

import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** Hears what the server has to say: findings become markers, everything else goes into the log. */
record MarkingClient(DiagnosticMarkers markers) implements LanguageClient {

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams found) {
        markers.show(found.getUri(), found.getDiagnostics());
    }

    @Override
    public void telemetryEvent(Object event) {
        // the server measures nothing
    }

    @Override
    public void showMessage(MessageParams message) {
        logMessage(message);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        logMessage(request);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams message) {
        int severity = message.getType() == MessageType.Error ? IStatus.ERROR : IStatus.INFO;
        ILog.of(MarkingClient.class).log(new Status(severity, MarkingClient.class, message.getMessage()));
    }
}
