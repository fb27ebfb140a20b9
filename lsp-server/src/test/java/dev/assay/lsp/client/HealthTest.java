package dev.assay.lsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lsp.protocol.ServerStatus;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final List<ServerStatus> told = new ArrayList<>();
  private final Health health = new Health(port(), () -> 0);

  private ClientPort port() {
    ClientPort port = new ClientPort();
    port.connect((AssayClient) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{AssayClient.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("status")) {
            told.add((ServerStatus) arguments[0]);
          }
          return null;
        }));
    port.setFeatures(
        new ClientFeatures(false, false, false, false, false, false, true, false, false, false, false, false, false));
    return port;
  }

  @Test
  void whatPredictionsAreComputedOnIsToldOnceItIsKnown() {
    health.tell();
    health.predictsOn("cpu");
    health.predictsOn("cpu");
    assertThat(told).containsExactly(status(ServerStatus.Health.OK, true, null, null),
        status(ServerStatus.Health.OK, true, null, "cpu"));
  }

  @Test
  void itIsNotQuiescentWhileSomethingIsUnderWay() {
    health.busy(this);
    health.idle(this);
    assertThat(told).containsExactly(status(ServerStatus.Health.OK, false, null, null),
        status(ServerStatus.Health.OK, true, null, null));
  }

  @Test
  void anErrorIsTakenBackWhenThingsWorkAgain() {
    health.failed("there is no LLVM here");
    health.worked();
    assertThat(told).containsExactly(status(ServerStatus.Health.ERROR, true, "there is no LLVM here", null),
        status(ServerStatus.Health.OK, true, null, null));
  }

  private static ServerStatus status(ServerStatus.Health state, boolean quiescent, String message, String device) {
    return new ServerStatus(state, quiescent, message, device, null, StatusWording.of(state, quiescent,
        Optional.ofNullable(message), Optional.ofNullable(device), Optional.empty()));
  }
}
