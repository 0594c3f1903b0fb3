/**
 * The engine room: walks compiled graphs. Not API; {@link io.millrace} is the door.
 *
 * <p>A {@code GraphWalk} moves through one scope. Whoever finishes a node decides, under the walk's
 * lock, which nodes are ready, goes on with the first on its own thread and hands the others to
 * {@code EngineThreads}; nobody waits for anybody. Iterations and loops are walks of inner scopes.
 */
@Internal
@NullMarked
package io.millrace.engine;

import io.millrace.annotation.Internal;
import org.jspecify.annotations.NullMarked;
