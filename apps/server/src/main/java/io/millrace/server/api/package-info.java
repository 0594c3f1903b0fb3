/** The endpoints, one small class a resource; each lists its routes. */
@NullMarked
package io.millrace.server.api;

import org.jspecify.annotations.NullMarked;
