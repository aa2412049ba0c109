package org.spikewright.language.server;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.log4j.Logger;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.xtext.ide.server.concurrent.IRequestManager;
import org.eclipse.xtext.service.OperationCanceledManager;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.xbase.lib.Functions.Function0;
import org.eclipse.xtext.xbase.lib.Functions.Function1;
import org.eclipse.xtext.xbase.lib.Functions.Function2;

/**
 * What an editor asks and tells, one after the other on one thread: a model links its names when somebody asks for them, so even
 * two questions at a time would change it under one another. What came before a change is cancelled by it, and asked again.
 */
@Singleton
final class Requests implements IRequestManager {

    private static final Logger LOG = Logger.getLogger(Requests.class);

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("Spikewright language server").factory());
    private final Set<Request<?>> open = ConcurrentHashMap.newKeySet();
    private final OperationCanceledManager cancelling;

    @Inject
    Requests(OperationCanceledManager cancelling) {
        this.cancelling = cancelling;
    }

    private interface Work<V> {

        V result(Request<V> request);
    }

    private static final class Request<V> extends CompletableFuture<V> implements CancelIndicator {

        private volatile boolean isSuperseded;

        @Override
        public boolean isCanceled() {
            return isSuperseded || isCancelled();
        }
    }

    @Override
    public synchronized <V> CompletableFuture<V> runRead(Function1<? super CancelIndicator, ? extends V> question) {
        return submit(request -> {
            cancelling.checkCanceled(request);
            return question.apply(request);
        });
    }

    /** The change itself is made whatever comes after it; what follows from it is not, if there is another change by then. */
    @Override
    public synchronized <U, V> CompletableFuture<V> runWrite(Function0<? extends U> change,
            Function2<? super CancelIndicator, ? super U, ? extends V> consequences) {
        open.forEach(request -> request.isSuperseded = true);
        return submit(request -> {
            U changed = change.apply();
            cancelling.checkCanceled(request);
            return consequences.apply(request, changed);
        });
    }

    private <V> CompletableFuture<V> submit(Work<V> work) {
        Request<V> request = new Request<>();
        open.add(request);
        thread.execute(() -> run(request, work));
        return request;
    }

    private <V> void run(Request<V> request, Work<V> work) {
        try {
            request.complete(work.result(request));
        } catch (Throwable failure) { // an overflow of the stack as well: the thread goes on, and the editor hears of it
            if (cancelling.isOperationCanceledException(failure)) {
                request.cancel(false);
            } else {
                if (!(failure instanceof ResponseErrorException || failure instanceof UnsupportedOperationException)) {
                    LOG.error("The language server failed.", failure);
                }
                request.completeExceptionally(failure);
            }
        } finally {
            open.remove(request);
        }
    }

    @Override
    public void shutdown() {
        thread.shutdown();
    }
}
