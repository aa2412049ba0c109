package org.spikewright.language.server.tests;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;

/** What is thrown inside the language's framework, which writes it into a log and goes on. */
final class LoggedErrors extends AppenderSkeleton implements AutoCloseable {

    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

    LoggedErrors() {
        Logger.getRootLogger().addAppender(this);
    }

    /** The first that was logged and not asked for yet, on whichever thread. */
    Optional<Throwable> next() {
        return Optional.ofNullable(thrown.poll());
    }

    @Override
    protected void append(LoggingEvent event) {
        if (event.getThrowableInformation() != null) {
            thrown.add(event.getThrowableInformation().getThrowable());
        }
    }

    @Override
    public void close() {
        Logger.getRootLogger().removeAppender(this);
    }

    @Override
    public boolean requiresLayout() {
        return false;
    }
}
