/**
 * An object store on loopback that speaks S3's protocol for reading, for tests of clients.
 *
 * <p>Start at {@link io.millrace.testkit.objectstore.ObjectStoreServer}.
 */
@NullMarked
package io.millrace.testkit.objectstore;

import org.jspecify.annotations.NullMarked;
