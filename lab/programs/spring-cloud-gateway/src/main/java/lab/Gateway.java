package lab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Nothing but Spring Cloud Gateway: routes and limits stand in application.yml. */
@SpringBootApplication
public class Gateway {
	public static void main(String[] arguments) {
		SpringApplication.run(Gateway.class, arguments);
	}
}
